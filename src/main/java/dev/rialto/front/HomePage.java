package dev.rialto.front;

/** What needs me: my pages, what waits for me, and every service, worst first. */
public record HomePage(HomeHead head, HomeServices services, FirstSteps steps) {
  public Needs needs() {
    return head.needs();
  }
}
