/** Where text comes out in a rendered object. Filled in after the whole template is known. */
export interface Landing {
  /** Kinds of the object, as far as the template says. Empty: no object (notes, or not known). */
  kinds: readonly { readonly apiVersion: string | undefined; readonly kind: string }[];
  /** Path below the object; `[]` is an element, `*` a key that only values know. */
  path: readonly string[];
  /**
   * `whole`: the text is the scalar, unquoted; `quoted`: the scalar in quotation marks; `part`: with other text around it;
   * `block`: within a text of several lines; `key`: names a key; `spread`: a structure that is the node, or is in it;
   * `nowhere`: a comment, notes, or a text that is not YAML.
   */
  as: "whole" | "quoted" | "part" | "block" | "key" | "spread" | "nowhere";
}
