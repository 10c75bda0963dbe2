/** The files of one unpacked chart, subcharts included, held in memory. */
export interface ChartTree {
  /** The archive's single top folder, which Helm names after the chart. */
  readonly folder: string;
  /** Contents by path relative to the top folder (`templates/deployment.yaml`), always with `/`. */
  readonly files: ReadonlyMap<string, Buffer>;
}
