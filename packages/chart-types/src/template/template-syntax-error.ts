import { HelmwrightError } from "@helmwright/core";

/** Where and why a template is not one. */
export interface TemplateSyntaxErrorDetails {
  /** Name of the template file. */
  readonly template: string;
  /** Line of the last token read, from 1, as Go reports it. */
  readonly line: number;
  /** What is wrong, without the place. */
  readonly problem: string;
}

/** A template that Go rejects, or one nested too deep; `message` has the form `template: NAME:LINE: PROBLEM`, as Helm prints it. */
export class TemplateSyntaxError extends HelmwrightError {
  readonly line: number;

  constructor({ template, line, problem }: TemplateSyntaxErrorDetails) {
    super("TEMPLATE_SYNTAX", `template: ${template}:${line}: ${problem}`, {
      hint: "Correct the template at that line.",
      subject: { place: `${template}:${line}` },
    });
    this.name = "TemplateSyntaxError";
    this.line = line;
  }
}
