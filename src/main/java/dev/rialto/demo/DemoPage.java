package dev.rialto.demo;

import dev.rialto.company.Company;
import java.util.List;

/** The demo in one place: the story, the shop and its buttons, the inbox, and who one can be. */
public record DemoPage(WalkCard walk, ShopCard shop, String onCall) {
  public List<Company.Team> teams() {
    return Company.TEAMS;
  }
}
