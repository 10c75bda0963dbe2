import { type ChartTree, treeDigest } from "@helmwright/charts";
import type { JsonObject } from "@helmwright/core";

import { deserialiseTypes, type SerialisedTypes, serialiseTypes } from "./cache/serialise-types.ts";
import { defaultTypesCache, openTypesCache } from "./cache/types-cache.ts";
import { openChart } from "./chart/open-chart.ts";
import { chartTypes } from "./chart-types.ts";
import { valuesSchema } from "./emit/to-values-schema.ts";
import { generatorVersion } from "./generator-version.ts";
import { kubernetesTypes } from "./kubernetes/type-catalog.ts";
import type { ChartTypes } from "./value-type.ts";

export interface CachedChartTypesOptions {
  /** Folder of the cache. Default `$XDG_CACHE_HOME/helmwright/types`, or the same below `~/.cache`. */
  readonly directory?: string | undefined;
}

/** The types of a chart's values, and their JSON Schema. */
export interface TypedChart {
  readonly types: ChartTypes;
  /** As `valuesSchema` writes it for the chart. */
  readonly schema: JsonObject;
}

interface Entry {
  readonly types: SerialisedTypes;
  readonly schema: JsonObject;
}

/**
 * `chartTypes` and `valuesSchema` of a chart, made once for each content of a chart and each state of this package, and then
 * read from a cache. Without a cache that can be written to it only takes longer.
 *
 * @throws HelmwrightError when the files are not a chart
 */
export async function cachedChartTypes(tree: ChartTree, options: CachedChartTypesOptions = {}): Promise<TypedChart> {
  const generator = await generatorVersion();
  const cache = generator === undefined ? undefined : openTypesCache(options.directory ?? defaultTypesCache(), generator);
  const digest = treeDigest(tree);
  const known = typedChart(await cache?.read(digest), digest);
  if (known) return known;
  const types = chartTypes(tree);
  const schema = valuesSchema(types, { catalog: kubernetesTypes().withDefinitions(openChart(tree).crds) });
  await cache?.write(digest, { types: serialiseTypes(types), schema } satisfies Entry);
  return { types, schema };
}

/** Undefined where an entry is not what was written for the chart. */
function typedChart(entry: unknown, digest: string): TypedChart | undefined {
  try {
    const { types, schema } = entry as Entry;
    return types.chart.digest === digest && typeof schema === "object" ? { types: deserialiseTypes(types), schema } : undefined;
  } catch {
    return undefined;
  }
}
