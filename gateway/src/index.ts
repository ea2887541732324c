export { createGateway, type GatewayOptions } from "./gateway.ts";
export type { OpenApiDocument } from "./openapi/document.ts";
export { openApiDocument } from "./openapi/document.ts";
