export { createGateway, type GatewayOptions } from "./gateway.ts";
export { createInternalServer } from "./internal-server.ts";
export { drain } from "./lifecycle.ts";
export type { OpenApiDocument } from "./openapi/document.ts";
export { openApiDocument } from "./openapi/document.ts";
