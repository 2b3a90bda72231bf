package dev.rialto.oncall;

import java.util.List;

/** Who is on call, on the page of one team: now, and who comes next. */
public record TeamNowCard(
    String slug, List<NowPage.DutyLine> duties, List<TeamCalendarPage.Line> coming) {}
