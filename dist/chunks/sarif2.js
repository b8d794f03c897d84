import { sarif } from "./sarif.js";

export { sarif };