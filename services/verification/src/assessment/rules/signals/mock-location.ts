import { message } from "@oneheart/messages";
import { found, type Rule } from "../finding.ts";

/** Whether the device said that its position was made up by another app. */
export const mockLocation: Rule = ({ proof }, { mock_location: weights }) =>
  proof.mock_location
    ? found("mock_location", true, weights.on, message("signal.mock_location.on"), { flag: "mock_location", hard: true })
    : found("mock_location", false, weights.off, message("signal.mock_location.off"));
