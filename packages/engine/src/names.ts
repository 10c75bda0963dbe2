import type { KindId } from "@helmwright/core";

/** Where the engine keeps what it must remember; it owns this namespace. */
export const SYSTEM_NAMESPACE = "helmwright-system";
/** Field manager of everything the engine writes itself. */
export const MANAGER = "helmwright";
export const MANAGED_BY: Readonly<Record<string, string>> = { "app.kubernetes.io/managed-by": "helmwright" };
/** Identity of the platform that an object belongs to. */
export const PLATFORM = "helmwright.dev/platform";
/** What a step was made from; on a release record it is bound to that revision. */
export const FINGERPRINT = "helmwright.dev/fingerprint";
/** On namespaces that the engine created, which it may therefore remove. */
export const CREATED = "helmwright.dev/created";

export const SECRET: KindId = { apiVersion: "v1", kind: "Secret" };
export const NAMESPACE: KindId = { apiVersion: "v1", kind: "Namespace" };
export const DEFINITION: KindId = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" };

export const stateName = (id: string): string => `platform.${id}`;
export const generatedName = (id: string): string => `generated.${id}`;
