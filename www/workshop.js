// The script of the page for a workshop: the ordinary element for those who take part, a room for who leads.
import "./define.js";
import { openDoors } from "./workshop/doors.js";
import { offerWorksheets } from "./workshop/paper.js";
import { WorkshopRoomElement } from "./workshop/room.js";

customElements.define("workshop-room", WorkshopRoomElement);
offerWorksheets();
openDoors();
