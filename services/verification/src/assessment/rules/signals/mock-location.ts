import { found, type Rule } from "../finding.ts";

/** Whether the device said that its position was made up by another app. */
export const mockLocation: Rule = ({ proof }, { mock_location: weights }) =>
  proof.mock_location
    ? found("mock_location", true, weights.on, "The device reported a simulated position.", { flag: "mock_location", hard: true })
    : found("mock_location", false, weights.off, "The device did not report a simulated position.");
