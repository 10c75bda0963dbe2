import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Position in a text, from 0. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** TypeScript's own language server with one file open, as an editor has it. */
export interface LanguageServer {
  /** Gives the file another text. */
  change(text: string): void;
  /** What is offered at a position. */
  complete(position: TextPosition): Promise<readonly string[]>;
  close(): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly result?: unknown;
}

const SLOWEST = 60_000;

/** Starts the server in a folder and opens a file of it with this text. */
export async function openLanguageServer(folder: string, file: string, text: string): Promise<LanguageServer> {
  const tsc = resolve(import.meta.dirname, "../../../node_modules/.bin/tsc");
  const child = spawn(tsc, ["--lsp", "--stdio"], { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
  const waiting = new Map<number, (result: unknown) => void>();
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  child.stdout.on(
    "data",
    readMessages(({ id, method, params, result }) => {
      if (id === undefined) return;
      if (method === undefined) waiting.get(id)?.(result);
      // The server asks for settings, an array as long as its questions; it has none from us.
      else send({ id, result: params?.items?.map(() => null) ?? null });
    }),
  );
  let last = 0;
  const ask = (method: string, params: object): Promise<unknown> => {
    const id = (last += 1);
    return new Promise((answer, reject) => {
      const timer = setTimeout(() => reject(new Error(`ask the language server for ${method}: no answer`)), SLOWEST);
      waiting.set(id, (result) => {
        clearTimeout(timer);
        answer(result);
      });
      send({ id, method, params });
    });
  };
  const uri = pathToFileURL(resolve(folder, file)).href;
  let version = 1;
  await ask("initialize", { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities: {} });
  send({ method: "initialized", params: {} });
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "typescript", version, text } } });
  return {
    change: (changed) => {
      version += 1;
      send({ method: "textDocument/didChange", params: { textDocument: { uri, version }, contentChanges: [{ text: changed }] } });
    },
    complete: async (position) => labelsOf(await ask("textDocument/completion", { textDocument: { uri }, position })),
    close: () => child.kill(),
  };
}

function labelsOf(result: unknown): readonly string[] {
  const { items } = (Array.isArray(result) ? { items: result as unknown[] } : (result ?? {})) as { readonly items?: readonly unknown[] };
  return (items ?? []).map((item) => (item as { readonly label: string }).label.replace(/\?$/u, ""));
}

/** Takes a stream of messages apart: a header with the length, an empty line, JSON. */
function readMessages(onMessage: (message: Message) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const end = rest.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/iu.exec(rest.subarray(0, Math.max(end, 0)).toString())?.[1] ?? NaN);
      if (end < 0 || rest.length < end + 4 + length) return;
      onMessage(JSON.parse(rest.subarray(end + 4, end + 4 + length).toString()) as Message);
      rest = rest.subarray(end + 4 + length);
    }
  };
}
