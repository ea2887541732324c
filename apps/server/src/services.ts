import { analyticsService } from "@oneheart/analytics";
import { allContracts } from "@oneheart/contracts";
import { identityService } from "@oneheart/identity";
import { impactService } from "@oneheart/impact";
import { platformService, type ServiceDefinition, StartError } from "@oneheart/kernel";
import { mapService } from "@oneheart/map";
import { notificationService } from "@oneheart/notification";
import { playerService } from "@oneheart/player";
import { proofService } from "@oneheart/proof";
import { questService } from "@oneheart/quest";
import { socialService } from "@oneheart/social";
import { sponsorService } from "@oneheart/sponsor";
import { tokenService } from "@oneheart/token";
import { verificationService } from "@oneheart/verification";

const byName = new Map<string, ServiceDefinition>(
  [
    platformService,
    identityService,
    playerService,
    mapService,
    questService,
    proofService,
    verificationService,
    socialService,
    impactService,
    tokenService,
    sponsorService,
    notificationService,
    analyticsService,
  ].map((service) => [service.name, service]),
);

/** Every service there is, in the order of the contracts, which is the order of their tables. */
export const allServices: readonly ServiceDefinition[] = allContracts.map((contract) => byName.get(contract.service)!);

/** What a process runs. */
export interface Selection {
  gateway: boolean;
  services: readonly ServiceDefinition[];
}

/** Reads `SERVICES`: `all`, or names separated by commas, `gateway` among them. The kernel's own service goes with the gateway. */
export function selectServices(names: string): Selection {
  if (names.trim() === "all") return { gateway: true, services: allServices };
  const wanted = names.split(",").map((name) => name.trim());
  const unknown = wanted.filter((name) => name !== "gateway" && !byName.has(name));
  if (unknown.length > 0)
    throw new StartError(`SERVICES: there is no ${unknown.join(", ")}. Choose from all, gateway, ${[...byName.keys()].join(", ")}.`);
  const gateway = wanted.includes("gateway");
  return { gateway, services: allServices.filter(({ name }) => wanted.includes(name) || (gateway && name === "platform")) };
}
