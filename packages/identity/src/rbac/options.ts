import type { Shape } from "@helmwright/sdk";
import { z } from "zod";

/** Who gets a role: names as the API server's authenticator gives them, prefix included. */
export interface RoleSubjects {
  /** Names of groups. Default: none. */
  readonly groups?: readonly string[] | undefined;
  /** Names of users. Default: none. */
  readonly users?: readonly string[] | undefined;
  /** Accounts of software. Default: none. */
  readonly serviceAccounts?:
    | readonly {
        /** Namespace of the account. */
        readonly namespace: string;
        /** Name of the account. */
        readonly name: string;
      }[]
    | undefined;
}

export interface RbacOptions {
  /** Everything but impersonation, signing and giving away rights they do not have. Default: nobody. */
  readonly platformAdmins?: RoleSubjects | undefined;
  /** Running applications, by namespace; a namespace that is not there is made. Default: nobody. */
  readonly appDevelopers?: Readonly<Record<string, RoleSubjects>> | undefined;
  /** Looking at workloads, metrics and monitors, in all namespaces. Default: nobody. */
  readonly monitoringReaders?: RoleSubjects | undefined;
  /** Volumes, classes, snapshots and backups, in all namespaces. Default: nobody. */
  readonly storageAdmins?: RoleSubjects | undefined;
}

const subject = z
  .string()
  .min(1)
  .refine((name) => !["system:masters", "system:anonymous", "system:unauthenticated"].includes(name), "this subject must not get a role");
const namespace = z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "expected the name of a namespace");
const subjects = z
  .strictObject({
    groups: z.array(subject).readonly().optional(),
    users: z.array(subject).readonly().optional(),
    serviceAccounts: z
      .array(z.strictObject({ namespace, name: z.string().min(1) }))
      .readonly()
      .optional(),
  } satisfies Shape<RoleSubjects>)
  .refine(
    ({ groups = [], users = [], serviceAccounts = [] }) => groups.length + users.length + serviceAccounts.length > 0,
    "expected a group, a user or a service account",
  );

export const rbacOptions: Shape<RbacOptions> = {
  platformAdmins: subjects.optional(),
  appDevelopers: z.record(namespace, subjects).optional(),
  monitoringReaders: subjects.optional(),
  storageAdmins: subjects.optional(),
};
