package dev.rialto.descriptors;

import dev.rialto.platform.Access;
import dev.rialto.platform.Body;
import dev.rialto.platform.Caller;
import dev.rialto.platform.Digits;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Export;
import dev.rialto.platform.Fields;
import dev.rialto.platform.Json;
import dev.rialto.platform.Listing;
import dev.rialto.platform.Pages;
import dev.rialto.platform.Problem;
import dev.rialto.platform.Scrutiny;
import dev.rialto.platform.Wrong;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The doors of imports: pages and JSON side by side. */
public final class ImportsWeb {
  private static final int LINES_SHOWN = 200;
  private static final Set<String> CHANGES =
      Set.of("", Plan.ADDED, Plan.CHANGED, Plan.VANISHED, Plan.KEPT, Plan.IGNORED);

  private final Imports imports;
  private final InstantSource clock;
  private final Pages pages;

  public ImportsWeb(Imports imports, InstantSource clock, Doors doors) {
    this.imports = imports;
    this.clock = clock;
    this.pages = doors.pages();
  }

  public void open(Doors doors) {
    doors.get("/imports", Access.VIEWER, ctx -> showAll(ctx, ImportsPage.Typed.NOTHING, List.of()));
    Export.ofFew(
            "imports",
            ImportJson.class,
            (ctx, most) -> imports.page(Long.MAX_VALUE, most).stream().map(ImportJson::of).toList())
        .open(doors, "/imports", Access.VIEWER);
    Export.of("lines", ImportJson.LineJson.class, this::each)
        .open(doors, "/imports/{id}/lines", Access.VIEWER);
    doors.post("/imports/upload", Access.ADMIN, this::upload);
    doors.post("/imports/git", Access.ADMIN, this::git);
    doors.post("/imports/folder", Access.ADMIN, this::folder);
    doors.get("/imports/{id}", Access.VIEWER, ctx -> show(ctx, null));
    doors.get(
        "/imports/{id}/progress",
        Access.VIEWER,
        ctx -> pages.show(ctx, new ImportProgress(named(ctx))));
    doors.post("/imports/{id}/application", Access.ADMIN, this::apply);

    doors.get("/api/v1/imports", Access.VIEWER, this::apiList);
    doors.post("/api/v1/imports", Access.ADMIN, this::apiStart);
    doors.get("/api/v1/imports/{id}", Access.VIEWER, ctx -> ctx.json(ImportJson.of(named(ctx))));
    doors.get("/api/v1/imports/{id}/lines", Access.VIEWER, this::apiLines);
    doors.post("/api/v1/imports/{id}/application", Access.ADMIN, this::apiApply);
  }

  private void showAll(Context ctx, ImportsPage.Typed typed, List<Wrong> wrongs) {
    var listing = Listing.of(ctx);
    var rows = imports.page(listing.after(Long.MAX_VALUE), listing.limit() + 1);
    var answer = listing.answer(rows, row -> row, row -> String.valueOf(row.id()));
    pages.show(
        ctx,
        new ImportsPage(
            answer.items(),
            answer.next(),
            Caller.of(ctx).isAdmin(),
            imports.hasFolders(),
            typed,
            wrongs,
            clock.instant()));
  }

  private void show(Context ctx, @Nullable String trouble) {
    var row = named(ctx);
    var change = change(ctx);
    var rows = imports.lines(row.id(), change, after(ctx), LINES_SHOWN + 1);
    boolean more = rows.size() > LINES_SHOWN;
    var shown = more ? rows.subList(0, LINES_SHOWN) : rows;
    pages.show(
        ctx,
        new ImportPage(
            row,
            shown.stream().map(ImportJson.LineJson::of).map(ImportPage.Line::of).toList(),
            change,
            more ? shown.getLast().n() : null,
            trouble,
            Caller.of(ctx).isAdmin(),
            clock.instant()));
  }

  private void each(Context ctx, int most, Consumer<ImportJson.LineJson> row) {
    long id = named(ctx).id();
    Export.walk(
        most,
        0,
        (after, limit) -> imports.lines(id, change(ctx), Math.toIntExact(after), limit),
        ImportSql.LineRow::n,
        line -> row.accept(ImportJson.LineJson.of(line)));
  }

  private void upload(Context ctx) throws IOException {
    tooLarge(ctx);
    var file = ctx.uploadedFile("file");
    if (file == null || file.size() == 0) {
      ctx.status(422);
      showAll(
          ctx,
          ImportsPage.Typed.NOTHING,
          List.of(new Wrong("file", "Choose a file: a catalog-info.yaml, or a zip of many.")));
      return;
    }
    try (var content = file.content()) {
      var bytes = whole(content);
      begin(
          ctx,
          () -> imports.start(Caller.of(ctx), uploaded(file.filename()), bytes),
          ImportsPage.Typed.NOTHING);
    }
  }

  private static Imports.From uploaded(String name) {
    var tidy = Scrutiny.tidy(name).replaceAll("[\\p{Cntrl}]", "");
    var last = tidy.substring(Math.max(tidy.lastIndexOf('/'), tidy.lastIndexOf('\\')) + 1);
    var short200 = last.length() > 200 ? last.substring(0, 200) : last;
    var said = short200.isEmpty() ? "catalog-info.yaml" : short200;
    return new Imports.From("upload", said, "", said);
  }

  private void git(Context ctx) {
    var typed = new ImportsPage.Typed("", form(ctx, "url"), form(ctx, "branch"), form(ctx, "path"));
    begin(ctx, () -> startGit(ctx, typed.url(), typed.branch(), typed.path()), typed);
  }

  private void folder(Context ctx) {
    var typed = new ImportsPage.Typed(form(ctx, "folder"), "", "", "");
    begin(ctx, () -> startFolder(ctx, typed.folder()), typed);
  }

  private interface Start {
    ImportRow now();
  }

  private void begin(Context ctx, Start start, ImportsPage.Typed typed) {
    try {
      ctx.redirect("/imports/" + start.now().id(), HttpStatus.SEE_OTHER);
    } catch (Bundle.Unfit e) {
      ctx.status(422);
      showAll(ctx, typed, List.of(new Wrong("file", String.valueOf(e.getMessage()))));
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      ctx.status(422);
      showAll(ctx, typed, problem.errors());
    }
  }

  private ImportRow startGit(Context ctx, String url, String branch, String path) {
    var scrutiny =
        new Scrutiny()
            .line("url", url, 2_000)
            .optionalLine("branch", branch, 200)
            .optionalLine("path", path, 500)
            .holds(
                branch.matches("[\\w./-]*") && !branch.contains(".."),
                "branch",
                "A branch has letters, digits, -, _, . and /.");
    scrutiny.orThrow();
    imports
        .gitRefused(url)
        .ifPresent(
            why -> {
              throw Problem.invalid("url", why);
            });
    return imports.start(Caller.of(ctx), new Imports.From("git", url, branch, path), null);
  }

  private ImportRow startFolder(Context ctx, String path) {
    new Scrutiny().optionalLine("folder", path, 500).orThrow();
    imports
        .folderRefused(path)
        .ifPresent(
            refused -> {
              throw Problem.invalid("folder", refused.why());
            });
    var address = path.isEmpty() ? "." : path;
    return imports.start(Caller.of(ctx), new Imports.From("folder", address, "", ""), null);
  }

  private void apply(Context ctx) {
    long id = id(ctx);
    try {
      imports.apply(id, Fields.version(ctx, null));
      ctx.redirect("/imports/" + id, HttpStatus.SEE_OTHER);
    } catch (Problem problem) {
      if (problem.status() != 409) throw problem;
      ctx.status(409);
      show(ctx, problem.detail());
    }
  }

  private void apiList(Context ctx) {
    var listing = Listing.of(ctx);
    var rows = imports.page(listing.after(Long.MAX_VALUE), listing.limit() + 1);
    ctx.json(listing.answer(rows, ImportJson::of, row -> String.valueOf(row.id())));
  }

  private void apiStart(Context ctx) throws IOException {
    var type = ctx.contentType();
    var row =
        type != null && type.startsWith("application/json") ? startElsewhere(ctx) : startSent(ctx);
    ctx.status(202).header("Location", "/api/v1/imports/" + row.id()).json(ImportJson.of(row));
  }

  private ImportRow startSent(Context ctx) throws IOException {
    var bytes = Body.within(ctx, Bundle.MOST_BYTES).orElseThrow(ImportsWeb::tooLarge);
    if (bytes.length == 0) {
      throw Problem.badRequest("The body is empty; send a YAML file, or a zip of many.");
    }
    var name = ctx.queryParam("source");
    try {
      return imports.start(
          Caller.of(ctx), uploaded(name == null ? "catalog-info.yaml" : name), bytes);
    } catch (Bundle.Unfit e) {
      throw Problem.invalid("body", String.valueOf(e.getMessage()));
    }
  }

  private ImportRow startElsewhere(Context ctx) {
    var scrutiny = new Scrutiny();
    var fields =
        new Fields(
            Json.parse(ctx.bodyAsBytes()), scrutiny, Set.of("folder", "git", "branch", "path"));
    var git = fields.text("git", "");
    var branch = fields.text("branch", "");
    var path = fields.text("path", "");
    var folder = fields.text("folder", "");
    scrutiny.holds(
        fields.has("folder") != fields.has("git"),
        "git",
        "Name a folder or the address of a Git repository, one of them.");
    scrutiny.orThrow();
    return fields.has("git") ? startGit(ctx, git, branch, path) : startFolder(ctx, folder);
  }

  private void apiLines(Context ctx) {
    var row = named(ctx);
    var listing = Listing.of(ctx);
    var rows =
        imports.lines(
            row.id(), change(ctx), Math.toIntExact(listing.after(0)), listing.limit() + 1);
    ctx.json(listing.answer(rows, ImportJson.LineJson::of, line -> String.valueOf(line.n())));
  }

  private void apiApply(Context ctx) {
    ctx.status(202).json(ImportJson.of(imports.apply(id(ctx), Fields.version(ctx, null))));
  }

  /** Said before it is read, where the sender says how much will come. */
  private static void tooLarge(Context ctx) {
    if (ctx.req().getContentLengthLong() > Bundle.MOST_BYTES) throw tooLarge();
  }

  private static Problem tooLarge() {
    return Problem.tooLarge(
        "More than %d MB; send it as a zip or in parts."
            .formatted(Bundle.MOST_BYTES / 1024 / 1024));
  }

  private static byte[] whole(InputStream in) throws IOException {
    var bytes = in.readNBytes(Bundle.MOST_BYTES + 1);
    if (bytes.length > Bundle.MOST_BYTES) throw tooLarge();
    return bytes;
  }

  private ImportRow named(Context ctx) {
    long id = id(ctx);
    return imports.byId(id).orElseThrow(() -> Imports.unknown(id));
  }

  private static long id(Context ctx) {
    return Digits.of(ctx.pathParam("id"))
        .orElseThrow(() -> Problem.badRequest("An import is named by its number."));
  }

  private static String change(Context ctx) {
    var change = Scrutiny.tidy(ctx.queryParam("change"));
    if (!CHANGES.contains(change)) {
      throw Problem.badRequest("change is added, changed, vanished, kept or ignored.");
    }
    return change;
  }

  private static int after(Context ctx) {
    var after = Scrutiny.tidy(ctx.queryParam("after"));
    if (!after.matches("\\d{0,7}")) throw Problem.badRequest("after is the number of a line.");
    return after.isEmpty() ? 0 : Integer.parseInt(after);
  }

  private static String form(Context ctx, String field) {
    return Scrutiny.tidy(ctx.formParam(field));
  }
}
