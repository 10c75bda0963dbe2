/** What a component is called in each place. */
export interface ComponentNames {
  /** `node-feature-discovery`: folder, subpath, name of the release and of the namespace. */
  readonly kebab: string;
  /** `nodeFeatureDiscovery`: the factory. */
  readonly camel: string;
  /** `NodeFeatureDiscovery`: the types. */
  readonly pascal: string;
}

export function componentNames(kebab: string): ComponentNames {
  const pascal = kebab.split("-").map(capitalized).join("");
  return { kebab, camel: pascal.charAt(0).toLowerCase() + pascal.slice(1), pascal };
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
