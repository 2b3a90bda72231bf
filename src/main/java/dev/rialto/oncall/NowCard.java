package dev.rialto.oncall;

import java.util.List;

/** Who is on call now, team by team: the card on Home, and the body of the page of its own. */
public record NowCard(List<NowPage.TeamNow> teams, boolean all) {}
