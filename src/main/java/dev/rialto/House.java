package dev.rialto;

import dev.rialto.alerts.Alerts;
import dev.rialto.answers.Answers;
import dev.rialto.answers.AnswersWeb;
import dev.rialto.beginning.Beginning;
import dev.rialto.beginning.BeginningApiWeb;
import dev.rialto.beginning.BeginningWeb;
import dev.rialto.beginning.Practice;
import dev.rialto.board.BoardWeb;
import dev.rialto.board.Boards;
import dev.rialto.capabilities.Capabilities;
import dev.rialto.capabilities.CapabilitiesWeb;
import dev.rialto.capabilities.CapabilityDescriptions;
import dev.rialto.catalog.Ownerships;
import dev.rialto.catalog.ServiceDescriptions;
import dev.rialto.catalog.Services;
import dev.rialto.catalog.ServicesWeb;
import dev.rialto.changes.Changes;
import dev.rialto.changes.ChangesWeb;
import dev.rialto.channels.Channels;
import dev.rialto.channels.MailServer;
import dev.rialto.checks.CheckWeb;
import dev.rialto.checks.Checks;
import dev.rialto.checks.ChecksWeb;
import dev.rialto.checks.Heartbeats;
import dev.rialto.checks.PingWeb;
import dev.rialto.checks.Tries;
import dev.rialto.delivery.Deployments;
import dev.rialto.delivery.DeploymentsWeb;
import dev.rialto.delivery.Mappings;
import dev.rialto.delivery.MappingsWeb;
import dev.rialto.dependencies.Dependencies;
import dev.rialto.dependencies.DependenciesWeb;
import dev.rialto.descriptors.Descriptors;
import dev.rialto.descriptors.DescriptorsWeb;
import dev.rialto.descriptors.Folders;
import dev.rialto.descriptors.GitFetch;
import dev.rialto.descriptors.Imports;
import dev.rialto.descriptors.ImportsWeb;
import dev.rialto.descriptors.Pens;
import dev.rialto.erasure.ErasureWeb;
import dev.rialto.erasure.Erasures;
import dev.rialto.front.HomeWeb;
import dev.rialto.front.SearchWeb;
import dev.rialto.incidents.Belonging;
import dev.rialto.incidents.Incidents;
import dev.rialto.incidents.IncidentsWeb;
import dev.rialto.incidents.Roles;
import dev.rialto.items.IncidentCards;
import dev.rialto.items.ItemRemovals;
import dev.rialto.items.Items;
import dev.rialto.items.ItemsApiWeb;
import dev.rialto.items.ItemsWeb;
import dev.rialto.items.TeamBoards;
import dev.rialto.journal.Journal;
import dev.rialto.journal.JournalWeb;
import dev.rialto.journal.Reactions;
import dev.rialto.maintenance.MaintenanceWeb;
import dev.rialto.maintenance.Maintenances;
import dev.rialto.manual.Manual;
import dev.rialto.manual.ManualWeb;
import dev.rialto.notices.Notices;
import dev.rialto.notices.NoticesWeb;
import dev.rialto.oncall.OnCall;
import dev.rialto.oncall.OnCallWeb;
import dev.rialto.oncall.ScheduleFormsWeb;
import dev.rialto.oncall.Schedules;
import dev.rialto.oncall.SchedulesWeb;
import dev.rialto.outbound.VettedAddress;
import dev.rialto.paging.Paging;
import dev.rialto.paging.Postman;
import dev.rialto.people.Enrolment;
import dev.rialto.people.HashCost;
import dev.rialto.people.PeopleRoom;
import dev.rialto.people.Teams;
import dev.rialto.people.TeamsWeb;
import dev.rialto.pipelines.Pipelines;
import dev.rialto.pipelines.ShipWeb;
import dev.rialto.platform.ApiDescription;
import dev.rialto.platform.Database;
import dev.rialto.platform.Doors;
import dev.rialto.platform.Jobs;
import dev.rialto.platform.Live;
import dev.rialto.platform.Network;
import dev.rialto.platform.Pages;
import dev.rialto.platform.SelfCheck;
import dev.rialto.platform.Vault;
import dev.rialto.probes.Prober;
import dev.rialto.probes.Trust;
import dev.rialto.rounds.Rounds;
import dev.rialto.signals.AlertmanagerWeb;
import dev.rialto.signals.PipelinesWeb;
import dev.rialto.signals.Rebuild;
import dev.rialto.signals.Signals;
import dev.rialto.signals.SignalsWeb;
import dev.rialto.signals.SourcesWeb;
import dev.rialto.skills.Skills;
import dev.rialto.skills.SkillsWeb;
import dev.rialto.sprints.Charging;
import dev.rialto.sprints.Sprints;
import dev.rialto.sprints.SprintsApiWeb;
import dev.rialto.sprints.SprintsWeb;
import dev.rialto.standing.StandingWeb;
import dev.rialto.standing.Standings;
import dev.rialto.status.StatusWeb;
import dev.rialto.timeline.IncidentWeb;
import dev.rialto.uptime.History;
import dev.rialto.uptime.Leases;
import dev.rialto.uptime.Timekeeping;
import dev.rialto.uptime.UptimeJobs;
import dev.rialto.vitals.Vitals;
import dev.rialto.vitals.VitalsWeb;
import dev.rialto.vitals.Watching;
import dev.rialto.wall.WallWeb;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The whole wiring by hand, room by room, in the order they lean on each other. A wiring mistake is
 * a compile error here, not a surprise at start.
 */
public final class House implements AutoCloseable {
  /**
   * What the house is built on; the settings decide it in production, a test in stories.
   *
   * @param publicUrl where people reach it; links are built from it
   * @param allowedNetworks private networks that outgoing requests may reach
   * @param mailServer what sends mail, if anything does
   * @param catalogDir below which imports may read folders, if anywhere
   * @param trust whose certificates checks believe
   * @param hashCost what a try at a password costs
   * @param leases how long a node holds what it watches without saying that it lives
   * @param watching what the node is called, and how it watches over itself
   */
  public record Ground(
      Database db,
      InstantSource clock,
      URI publicUrl,
      List<Network> trustedProxies,
      List<Network> allowedNetworks,
      Vault vault,
      Optional<MailServer> mailServer,
      Optional<Path> catalogDir,
      Trust trust,
      HashCost hashCost,
      Duration leases,
      Watching watching) {

    /** A house that believes whom its machine believes. */
    public Ground(
        Database db,
        InstantSource clock,
        URI publicUrl,
        List<Network> trustedProxies,
        List<Network> allowedNetworks,
        Vault vault,
        Optional<MailServer> mailServer,
        Optional<Path> catalogDir,
        Watching watching) {
      this(
          db,
          clock,
          publicUrl,
          trustedProxies,
          allowedNetworks,
          vault,
          mailServer,
          catalogDir,
          Trust.system(),
          HashCost.STANDARD,
          Leases.LASTS,
          watching);
    }
  }

  public final Database db;
  public final Doors doors;
  public final Jobs jobs;
  public final Live live;
  public final Reactions reactions;
  public final Journal journal;
  public final PeopleRoom people;
  public final Teams teams;
  public final Capabilities capabilities;
  public final Services services;
  public final Dependencies dependencies;
  public final Channels channels;
  public final OnCall onCall;
  public final Paging paging;
  public final Alerts alerts;
  public final Timekeeping timekeeping;
  public final History history;
  public final Checks checks;
  public final Heartbeats heartbeats;
  public final Maintenances maintenances;
  public final Rounds rounds;
  public final Deployments deployments;
  public final Pipelines pipelines;
  public final Items items;
  public final Sprints sprints;
  public final Signals signals;
  public final Incidents incidents;
  public final Vitals vitals;
  private final WallWeb wall;
  public final ApiDescription api;
  public final Manual manual;

  public House(Ground ground) {
    // platform
    db = ground.db();
    // Microseconds are what PostgreSQL keeps: with more, a time read back is not the one written.
    InstantSource clock = () -> ground.clock().instant().truncatedTo(ChronoUnit.MICROS);
    doors = new Doors(new Pages(), ground.publicUrl(), ground.trustedProxies());
    jobs = new Jobs(db, clock, ground.watching().node());
    live = new Live(db);
    live.open(doors);
    var self = new SelfCheck(db, live);
    self.open(doors);

    // journal
    reactions = new Reactions(db, jobs, clock);
    journal = new Journal(reactions, clock);
    new JournalWeb(db, reactions, clock).open(doors);
    self.figure("rialto_reactions_failing", "What should follow and fails", reactions::failing);
    self.figure("rialto_reactions_waiting", "What follows and is not done", reactions::waiting);

    // channels
    var addresses = new VettedAddress(ground.allowedNetworks());
    channels = Channels.standard(db, clock, addresses, ground.mailServer().orElse(null));
    var postman = new Postman(channels, ground.mailServer().isPresent(), doors.link(""));

    // people
    people =
        new PeopleRoom(
            db, doors, jobs, journal, ground.vault(), postman, postman, ground.hashCost(), clock);

    // people: teams
    teams = new Teams(db, journal, clock);
    new TeamsWeb(teams, journal, db, clock, doors).open(doors);

    // skills
    var skills = new Skills(db, journal, people.people, clock);
    new SkillsWeb(skills, people.people, teams, doors).open(doors);

    // capabilities
    capabilities = new Capabilities(db, journal, teams, people.people, clock);
    new CapabilitiesWeb(capabilities, teams, people.people, journal, db, clock, doors).open(doors);

    // catalog
    services = new Services(db, journal, teams, people.people, capabilities, clock);
    var ownerships = new Ownerships(db);
    dependencies = new Dependencies(db, journal, services, clock);
    // Before the pages of single services: /services/graph is not one of them.
    new DependenciesWeb(dependencies, services, capabilities, Standings::states, db, doors)
        .open(doors);
    new ServicesWeb(
            services, ownerships, capabilities, teams, people.people, journal, db, clock, doors)
        .open(doors);

    // answers
    new AnswersWeb(new Answers(db, journal, services, clock), services, clock, doors).open(doors);

    // descriptors
    var imports =
        new Imports(
            db,
            jobs,
            journal,
            new Pens(
                new Enrolment(journal, clock),
                new CapabilityDescriptions(journal, clock),
                new ServiceDescriptions(journal, clock),
                dependencies),
            new Folders(ground.catalogDir()),
            new GitFetch(addresses),
            clock);
    new ImportsWeb(imports, clock, doors).open(doors);
    new DescriptorsWeb(new Descriptors(db), services, clock, doors).open(doors);

    // on call
    onCall = new OnCall(db, journal, clock);
    var schedules = new Schedules(onCall, db, journal, teams, clock);
    new OnCallWeb(onCall, schedules, teams, doors).open(doors);
    new ScheduleFormsWeb(onCall, schedules, doors).open(doors);
    new SchedulesWeb(onCall, schedules).open(doors);

    // front
    var beginning = new Beginning(onCall, db, clock);
    new HomeWeb(beginning, onCall, db, clock, doors).open(doors);
    new SearchWeb(db, doors).open(doors);

    // paging
    paging =
        new Paging(
            db,
            jobs,
            journal,
            ground.vault(),
            onCall,
            channels,
            people.contactMethods,
            doors,
            clock);
    paging.open();

    // alerts
    alerts = new Alerts(db, journal, services, teams, paging.pager(), jobs, clock);
    alerts.open(doors);

    // time-keeping
    timekeeping = new Timekeeping(db, journal, alerts, doors::link, clock);
    history = new History(db, timekeeping);

    // checks
    heartbeats = new Heartbeats(db, timekeeping, clock);
    UptimeJobs.open(jobs, history, heartbeats::forget, clock);
    checks =
        new Checks(db, journal, services, teams, ground.vault(), timekeeping, heartbeats, clock);
    var prober = new Prober(new VettedAddress(ground.allowedNetworks()), ground.trust(), clock);
    new ChecksWeb(db, history, clock, doors).open(doors);
    new CheckWeb(checks, heartbeats, history, journal, prober, db, clock, doors).open();
    new PingWeb(heartbeats).open(doors);

    // maintenance
    maintenances = new Maintenances(db, journal, services, teams, checks, timekeeping, clock);
    new MaintenanceWeb(maintenances, db, clock, doors).open(doors);

    // rounds
    var leases = new Leases(db, ground.watching().node(), ground.leases());
    rounds = new Rounds(db, checks, heartbeats, maintenances, timekeeping, prober, leases, clock);
    self.also(rounds::figures);

    // standing
    new StandingWeb(history, db, clock, doors).open(doors);

    // delivery
    deployments = new Deployments(journal);
    var mappings = new Mappings(db, journal, services, deployments, clock);
    reactions.on("service.", "delivery-origins", mappings::catalogChanged);
    reactions.on("import.applied", "delivery-origins-of-imports", mappings::catalogImported);
    var deploymentsWeb = new DeploymentsWeb(deployments, db, clock, doors);
    deploymentsWeb.open(doors);
    new MappingsWeb(mappings, db, clock, doors).open();

    // notices
    var notices =
        new Notices(db, jobs, journal, teams, channels, ground.vault(), doors::link, clock);
    reactions.on("deployment.", "deployment-notices", notices::follow);
    new NoticesWeb(notices, teams, db, clock, doors).open();

    // pipelines
    pipelines = new Pipelines(deployments, journal);
    new ShipWeb(deploymentsWeb, db, clock, doors).open(doors);

    // changes
    new ChangesWeb(new Changes(db, clock), db, clock, doors).open(doors);

    // signals
    signals =
        new Signals(
            db,
            journal,
            (tx, symptoms) -> alerts.apply(tx, symptoms, true),
            (tx, heard) -> pipelines.take(tx, heard, true),
            people.tokens::caller,
            ground.vault(),
            jobs,
            clock);
    new SignalsWeb(signals, clock).open(doors);
    new AlertmanagerWeb(db, signals, alerts, clock).open(doors);
    new PipelinesWeb(signals, doors, clock).open();
    var rebuild = new Rebuild(db, journal, alerts, (tx, heard) -> pipelines.take(tx, heard, false));
    new SourcesWeb(signals, rebuild, clock, doors).open(doors);

    // incidents
    incidents = new Incidents(db, journal, services, paging.notes(), jobs, clock);
    var belonging = new Belonging(db, incidents, services, clock);
    var roles = new Roles(db, incidents, people.people, clock);
    new IncidentsWeb(incidents, belonging, roles, services, db, clock, doors).open(doors);

    // timeline
    new IncidentWeb(incidents, belonging, roles, people.people, journal, db, clock, doors)
        .open(doors);

    // items: before the board, which shows them
    items = new Items(db, journal, teams, people.people, clock);
    var cards = new IncidentCards(items, db);
    cards.follow(reactions);
    var teamBoards = new TeamBoards(db, journal, teams);
    var removals = new ItemRemovals(items, db, journal);
    new ItemsWeb(items, removals, cards, teams, clock, doors).open();
    new ItemsApiWeb(items, removals, teamBoards, teams).open(doors);

    // board
    var boards = new Boards(db, teams, teamBoards, clock);
    new BoardWeb(boards, teamBoards, teams, clock, doors).open();

    // sprints
    sprints = new Sprints(db, journal, teams, items, clock);
    new Charging(journal, clock).follow(reactions);
    removals.keptBy(Charging::reasonsToKeepItem);
    new SprintsWeb(sprints, boards, teams, clock, doors).open();
    new SprintsApiWeb(sprints, teams).open(doors);

    // erasure: reaches into all of the above
    var erasures =
        new Erasures(db, jobs, journal, people.people, skills, paging, ground.vault(), clock);
    new ErasureWeb(erasures, clock, doors).open(doors);

    // vitals: watches over all of the above
    vitals =
        new Vitals(
            db, jobs, alerts, rounds, ground.vault(), live, ground.watching(), doors::link, clock);
    vitals.figures(self);
    new VitalsWeb(vitals, clock, doors).open(doors);

    // status
    new StatusWeb(
            db,
            jobs,
            journal,
            maintenances,
            channels,
            ground.mailServer().isPresent(),
            ground.vault(),
            clock,
            doors)
        .open(reactions);

    // wall
    wall = new WallWeb(db, journal, onCall, live, clock, doors);
    wall.open();

    // beginning: the verbs of many rooms, with fewer fields
    var practice = new Practice(db, alerts, services, teams, journal, doors::link, clock);
    practice.follow(reactions);
    new BeginningWeb(
            beginning,
            practice,
            new BeginningWeb.Verbs(
                people.people,
                people.contactMethods,
                teams,
                services,
                checks,
                new Tries(prober, clock),
                schedules),
            ground.mailServer().isPresent(),
            db,
            clock,
            doors)
        .open();
    new BeginningApiWeb(beginning, practice, db, doors).open();

    api =
        new ApiDescription(
            List.of(
                "journal",
                "people",
                "teams",
                "capabilities",
                "catalog",
                "skills",
                "answers",
                "dependencies",
                "descriptors",
                "oncall",
                "paging",
                "alerts",
                "checks",
                "maintenance",
                "delivery",
                "notices",
                "pipelines",
                "changes",
                "signals",
                "incidents",
                "timeline",
                "items",
                "sprints",
                "erasure",
                "vitals",
                "status",
                "wall",
                "beginning"));
    api.open(doors);

    // manual: tells of all of the above
    manual = new Manual(api::whole, doors.pages(), ground.watching().version());
    new ManualWeb(manual, doors).open();
  }

  /** Opens the doors and starts everything that runs by itself. */
  public void open(String host, int port) {
    live.start();
    jobs.start();
    signals.start();
    rounds.start();
    vitals.start();
    doors.open(host, port);
  }

  /** Stops taking in, finishes what was taken, then lets go of the database. */
  @Override
  public void close() {
    live.close();
    vitals.close();
    wall.close();
    doors.close();
    signals.close();
    rounds.close();
    jobs.close();
    db.close();
  }
}
