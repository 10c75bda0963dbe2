/**
 * One version of one upstream chart, fixed down to its content.
 *
 * A pin is data: it names what is wanted, not where the bytes come from. `@helmwright/charts` turns it into a file.
 */
export interface ChartPin {
  /** Where upstream publishes the chart: an `https://` Helm repository, or an `oci://` registry path without the chart's name. */
  readonly repository: string;
  /** The chart's name, as in its `Chart.yaml`. */
  readonly name: string;
  /** The exact version, as in its `Chart.yaml` (a leading `v` belongs to it). */
  readonly version: string;
  /** `sha256:` and 64 lower-case hex digits over the unpacked chart tree, the same for re-packed archives. */
  readonly digest: string;
}
