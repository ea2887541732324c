import type { ServiceDefinition } from "@oneheart/kernel";

/** A service by name, for tests that want the real neighbour instead of a stub. Found by place: a library may not import services. */
export async function realService(name: string): Promise<ServiceDefinition> {
  const module: Record<string, unknown> = await import(new URL(`../../../services/${name}/src/service.ts`, import.meta.url).href);
  const service = module[`${name}Service`];
  if (service === undefined) throw new Error(`services/${name}/src/service.ts exports no ${name}Service`);
  return service as ServiceDefinition;
}
