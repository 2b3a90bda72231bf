package dev.rialto.notices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Every statement about channels of teams and the notices that go there. */
public interface NoticeSql {
  String CHANNEL =
      """
      select c.id, c.team_id, t.slug as team_slug, c.name, c.kind, c.hears, c.tells, c.shown, c.last_sent_at,
             c.failing_since, c.last_reason,
             (select count(*) from deployment_notice n
               where n.channel_id = c.id and n.sent_at is null and n.given_up_at is null) as waiting,
             c.version
        from deployment_channel c join team_view t on t.id = c.team_id
      """;

  @SqlQuery(CHANNEL + "where c.team_id = :team order by lower(c.name) limit :limit")
  List<ChatChannel> ofTeam(@Bind("team") long team, @Bind("limit") int limit);

  @SqlQuery(CHANNEL + "where c.id = :id")
  Optional<ChatChannel> byId(@Bind("id") long id);

  @SqlQuery(
      "select exists (select from deployment_channel where team_id = :team and lower(name) = lower(:name) and id <> :except)")
  boolean named(@Bind("team") long team, @Bind("name") String name, @Bind("except") long except);

  @SqlQuery(
      """
      insert into deployment_channel (team_id, name, kind, address, shown, hears, tells, created_at, created_by)
      values (:team, :name, :kind, '', :shown, :hears, :tells, :now, :by)
      returning id
      """)
  long add(
      @Bind("team") long team,
      @Bind("name") String name,
      @Bind("kind") String kind,
      @Bind("shown") String shown,
      @Bind("hears") String hears,
      @Bind("tells") List<String> tells,
      @Bind("now") Instant now,
      @Bind("by") String by);

  @SqlUpdate(
      """
      update deployment_channel
         set address = :address, secret = :secret, shown = :shown, failing_since = null, last_reason = ''
       where id = :id
      """)
  void seal(
      @Bind("id") long id,
      @Bind("address") String address,
      @Bind("secret") @Nullable String secret,
      @Bind("shown") String shown);

  @SqlUpdate(
      """
      update deployment_channel
         set name = :name, kind = :kind, hears = :hears, tells = :tells, version = version + 1
       where id = :id and version = :version
      """)
  int change(
      @Bind("id") long id,
      @Bind("version") int version,
      @Bind("name") String name,
      @Bind("kind") String kind,
      @Bind("hears") String hears,
      @Bind("tells") List<String> tells);

  @SqlUpdate("delete from deployment_channel where id = :id")
  int remove(@Bind("id") long id);

  /** The channels that hear of a deployment: of the team that owns its service. */
  @SqlQuery(
      """
      select c.id
        from deployment_channel c join service_view v on v.owner_team_id = c.team_id
       where v.id = :service
         and (c.hears = 'all' or :production)
         and :what = any(c.tells)
       order by c.id
       limit :limit
      """)
  List<Long> hearing(
      @Bind("service") long service,
      @Bind("production") boolean production,
      @Bind("what") String what,
      @Bind("limit") int limit);

  /** When anything was last told of a deployment, by the sender's own clock. */
  @SqlQuery("select told_at from deployment_view where id = :deployment")
  Optional<Instant> toldAt(@Bind("deployment") long deployment);

  @SqlQuery(
      """
      insert into deployment_notice (channel_id, deployment_id, what, promised_at)
      values (:channel, :deployment, :what, :now)
      on conflict (channel_id, deployment_id, what) do nothing
      returning id
      """)
  Optional<Long> promise(
      @Bind("channel") long channel,
      @Bind("deployment") @Nullable Long deployment,
      @Bind("what") String what,
      @Bind("now") Instant now);

  /** All that sending one needs. */
  record Parcel(
      long id,
      long channelId,
      String kind,
      String address,
      @Nullable String secret,
      String what,
      int tries,
      @Nullable Instant sentAt,
      @Nullable Instant givenUpAt,
      @Nullable Long deploymentId,
      @Nullable String service,
      @Nullable String environment,
      @Nullable String version,
      @Nullable String previousVersion,
      @Nullable String byWhom,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {
    boolean settled() {
      return sentAt != null || givenUpAt != null;
    }
  }

  @SqlQuery(
      """
      select n.id, n.channel_id, c.kind, c.address, c.secret, n.what, n.tries, n.sent_at, n.given_up_at,
             n.deployment_id, v.name as service, d.environment, d.version, d.previous_version, d.by_whom,
             d.started_at, d.finished_at
        from deployment_notice n
        join deployment_channel c on c.id = n.channel_id
        left join deployment_view d on d.id = n.deployment_id
        left join service_view v on v.id = d.service_id
       where n.id = :id
         for update of n
      """)
  Optional<Parcel> lock(@Bind("id") long id);

  @SqlUpdate("update deployment_notice set tries = tries + 1, tried_at = :now where id = :id")
  void begin(@Bind("id") long id, @Bind("now") Instant now);

  @SqlUpdate("update deployment_notice set sent_at = :now, reason = '' where id = :id")
  void sent(@Bind("id") long id, @Bind("now") Instant now);

  @SqlUpdate(
      """
      update deployment_channel
         set last_sent_at = :now, failing_since = null, last_reason = ''
       where id = :channel
      """)
  void arrives(@Bind("channel") long channel, @Bind("now") Instant now);

  @SqlUpdate(
      """
      update deployment_notice
         set reason = left(:reason, 500), given_up_at = case when :over then cast(:now as timestamptz) end
       where id = :id
      """)
  void failed(
      @Bind("id") long id,
      @Bind("reason") String reason,
      @Bind("over") boolean over,
      @Bind("now") Instant now);

  @SqlUpdate(
      """
      update deployment_channel
         set failing_since = coalesce(failing_since, :now), last_reason = left(:reason, 500)
       where id = :channel
      """)
  void fails(
      @Bind("channel") long channel, @Bind("reason") String reason, @Bind("now") Instant now);

  /** What was sent there lately, the newest first. */
  record Line(
      long id,
      long channelId,
      String channel,
      @Nullable Long deploymentId,
      @Nullable String service,
      @Nullable String version,
      String what,
      Instant promisedAt,
      int tries,
      @Nullable Instant sentAt,
      @Nullable Instant givenUpAt,
      String reason) {
    public String state() {
      return sentAt != null ? "up" : givenUpAt != null ? "down" : "unknown";
    }

    public String word() {
      return sentAt != null ? "Sent" : givenUpAt != null ? "Given up" : "Waits";
    }
  }

  @SqlQuery(
      """
      select n.id, n.channel_id, c.name as channel, n.deployment_id, v.name as service, d.version, n.what,
             n.promised_at, n.tries, n.sent_at, n.given_up_at, n.reason
        from deployment_notice n
        join deployment_channel c on c.id = n.channel_id
        left join deployment_view d on d.id = n.deployment_id
        left join service_view v on v.id = d.service_id
       where c.team_id = :team
       order by n.id desc
       limit :limit
      """)
  List<Line> lately(@Bind("team") long team, @Bind("limit") int limit);
}
