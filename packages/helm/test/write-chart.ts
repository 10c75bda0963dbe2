import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface ChartFiles {
  readonly name?: string;
  readonly version?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** Writes a chart folder into a new temporary directory and returns its path. */
export async function writeChart({ name = "web", version = "1.0.0", files = {} }: ChartFiles = {}): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "helmwright-chart-"));
  const all = { "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: ${version}\nappVersion: "7"\n`, ...files };
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(root, name, path)), { recursive: true });
    await writeFile(join(root, name, path), content);
  }
  return join(root, name);
}

export const configMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  greeting: {{ .Values.greeting | default "hello" | quote }}
`;
