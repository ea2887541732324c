export * from "./blurred-copy.ts";
export * from "./public.ts";
