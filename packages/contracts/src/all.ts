import type { Contract } from "./define.ts";
import { identityContract } from "./identity.ts";
import { impactContract } from "./impact.ts";
import { mapContract } from "./map.ts";
import { notificationContract } from "./notification.ts";
import { platformContract } from "./platform.ts";
import { playerContract } from "./player.ts";
import { proofContract } from "./proof.ts";
import { questContract } from "./quest.ts";
import { socialContract } from "./social.ts";
import { tokenContract } from "./token.ts";
import { verificationContract } from "./verification.ts";

/** Every contract, in the order in which their services' tables are made: foreign keys point backwards only. */
export const allContracts: readonly Contract[] = [
  platformContract,
  identityContract,
  playerContract,
  mapContract,
  questContract,
  proofContract,
  verificationContract,
  socialContract,
  impactContract,
  tokenContract,
  notificationContract,
];
