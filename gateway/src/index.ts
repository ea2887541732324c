export { createGateway, type GatewayOptions } from "./gateway.ts";
export { gatewaySettings } from "./settings.ts";
