export * from "./blurred-copy.ts";
export * from "./picture-consent.ts";
export * from "./public.ts";
