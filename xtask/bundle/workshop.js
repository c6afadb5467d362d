// The module that counts the room. Loaded when the trainer's page is opened, and started once.
export { Session, restartEngine, startEngine } from "../../www/engine.js";
