import { sarif } from "./core.js";

export { sarif };