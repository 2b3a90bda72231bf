/** A room that breaks the rules on purpose: it shows that each rule can fail. */
package broken.alerts;
