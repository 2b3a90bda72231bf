package dev.rialto.manual;

import dev.rialto.platform.Access;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Problem;
import io.javalin.http.Context;

/**
 * Shows the manual to anybody: who cannot get in needs it most, and nothing in it is of this house
 * (docs/adr/0082).
 */
public final class ManualWeb {
  private final Manual manual;
  private final Doors doors;

  public ManualWeb(Manual manual, Doors doors) {
    this.manual = manual;
    this.doors = doors;
  }

  public void open() {
    doors.pages().help(Screens::about);
    doors.get(Manual.ROOT, Access.ANYONE, ctx -> show(ctx, ""));
    doors.get(
        Manual.ROOT + "/" + Manual.SEARCH,
        Access.ANYONE,
        ctx -> ctx.contentType("text/javascript; charset=utf-8").result(manual.search()));
    doors.get(
        Manual.ROOT + "/img/{name}",
        Access.ANYONE,
        ctx ->
            ctx.contentType("image/png")
                .result(
                    manual
                        .picture("img/" + ctx.pathParam("name"))
                        .orElseThrow(() -> Problem.notFound("The manual has no such picture."))));
    doors.get(Manual.ROOT + "/<page>", Access.ANYONE, ctx -> show(ctx, ctx.pathParam("page")));
  }

  private void show(Context ctx, String path) {
    doors
        .pages()
        .show(
            ctx,
            manual
                .page(path)
                .orElseThrow(
                    () ->
                        Problem.notFound(
                            "The manual of this version has no such page. It begins at /docs.")));
  }
}
