// The script of the page that is one file. First what it must know before the element starts.
import "./framed.js";
import "./define.js";
