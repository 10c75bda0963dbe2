import { resourcesSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape } from "@helmwright/sdk";
import { z } from "zod";

export interface LocalPathOptions {
  /** Name of the storage class. Default: `local-path`. */
  readonly storageClass?: string | undefined;
  /** Whether claims without a class get this one. Default: true in `single-node`, false in `ha`, where a volume would tie its pod to one node. */
  readonly defaultClass?: boolean | undefined;
  /** Folders on every node that volumes are made in. Default: `/opt/local-path-provisioner`. */
  readonly paths?: readonly string[] | undefined;
  /** Folders on single nodes instead, by node name; an empty list keeps a node free of volumes. Default: none. */
  readonly nodePaths?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What happens to the data when a claim is deleted. Default: `Delete`. */
  readonly reclaimPolicy?: "Delete" | "Retain" | undefined;
  /** `local` lets the scheduler see the node and supports fsGroup, `hostPath` does not. Default: `local`. */
  readonly volumeType?: "hostPath" | "local" | undefined;
  /** Of the provisioner. Default: requests of 10m CPU and 32Mi memory, a limit of 128Mi memory. */
  readonly resources?: ResourceRequirements | undefined;
}

const folder = z.string().regex(/^\/[^/]+/, "expected an absolute path other than /");

export const localPathOptions: Shape<LocalPathOptions> = {
  storageClass: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "expected lower case, digits, - and .")
    .optional(),
  defaultClass: z.boolean().optional(),
  paths: z.array(folder).min(1).readonly().optional(),
  nodePaths: z.record(z.string().min(1), z.array(folder).readonly()).optional(),
  reclaimPolicy: z.enum(["Delete", "Retain"]).optional(),
  volumeType: z.enum(["hostPath", "local"]).optional(),
  resources: resourcesSchema.optional(),
};
