interface Policy {
  readonly createHTML: (text: string) => string;
}
interface TrustedTypes {
  readonly createPolicy: (name: string, rules: Policy) => Policy;
}

const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy("drydock-picture", { createHTML: (text) => text });

/** A drawing of ours as the page's policy takes it: every text in one went through `escapeText` of src/ui/picture/svg.ts. */
export const markup = (drawing: string): string => policy?.createHTML(drawing) ?? drawing;
