import type { GrowingNode, ValuesTree } from "./build-values-tree.ts";
import { cleanComment } from "./clean-comment.ts";
import type { CommentLine } from "./scan-comments.ts";

const PARAMETER = /^\s*@param\s+(?<path>\S+)\s/u;

function nodeAt(root: GrowingNode, path: string): GrowingNode | undefined {
  let node: GrowingNode | undefined = root;
  for (const key of path.split(/[.[\]]+/u).filter(Boolean)) node = node?.children.get(key) ?? node?.items[Number(key)];
  return node;
}

/**
 * Gives nodes the comments that describe them: `@param` by its path, others by standing directly above the key or behind it.
 *
 * @param shift added to the comments' line numbers
 */
export function describeNodes(tree: ValuesTree, comments: readonly CommentLine[], shift: number): void {
  const above = new Map<number, CommentLine>();
  const behind = new Map<number, CommentLine>();
  for (const comment of comments) {
    const path = PARAMETER.exec(comment.body)?.groups?.["path"];
    const node = path === undefined ? undefined : nodeAt(tree.root, path);
    if (node === undefined) (comment.trailing ? behind : above).set(comment.line + shift, comment);
    else node.comment ??= cleanComment([comment.body]);
  }
  for (const { line, node } of tree.anchors) {
    const block: string[] = [];
    for (let at = above.get(line - 1); at !== undefined; at = above.get(at.line + shift - 1)) {
      block.push(at.body);
      above.delete(at.line + shift);
    }
    block.reverse();
    const trailing = behind.get(line);
    behind.delete(line);
    if (trailing !== undefined) block.push(trailing.body);
    node.comment ??= cleanComment(block);
  }
}
