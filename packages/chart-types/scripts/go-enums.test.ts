import { expect, test } from "vitest";
import { enumsKey, readGoEnums } from "./go-enums.ts";

const source = `
func schema_k8sio_api_core_v1_Thing(ref common.ReferenceCallback) common.OpenAPIDefinition {
	return common.OpenAPIDefinition{
		Schema: spec.Schema{
			SchemaProps: spec.SchemaProps{
				Properties: map[string]spec.Schema{
					"plain": {
						SchemaProps: spec.SchemaProps{
							Type:        []string{"string"},
						},
					},
					"policy": {
						SchemaProps: spec.SchemaProps{
							Enum:        []interface{}{"A", "B"},
						},
					},
					"modes": {
						SchemaProps: spec.SchemaProps{
							Items: &spec.SchemaOrArray{
								Schema: &spec.Schema{
									SchemaProps: spec.SchemaProps{
										Enum:    []interface{}{""},
									},
								},
							},
						},
					},
				},
			},
		},
	}
}
func schema_pkg_apis_meta_v1beta1_Other(ref common.ReferenceCallback) common.OpenAPIDefinition {
					"policy": {
							Enum:        []interface{}{"C"},
`;

test("enumerations of fields and of their elements, by type", () => {
  const enums = [...readGoEnums(source)].map(([type, fields]) => [type, Object.fromEntries(fields)]);
  expect(Object.fromEntries(enums)).toEqual({
    core_v1_Thing: { policy: ["A", "B"], modes: [""] },
    meta_v1beta1_Other: { policy: ["C"] },
  });
});

test("a definition's key", () => {
  expect(enumsKey("io.k8s.apimachinery.pkg.apis.meta.v1beta1.Other")).toBe("meta_v1beta1_Other");
});
