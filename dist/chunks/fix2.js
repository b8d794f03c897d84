import { fix, withFixes } from "./fix.js";

export { withFixes };