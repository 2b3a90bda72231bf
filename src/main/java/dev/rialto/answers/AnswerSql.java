package dev.rialto.answers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Every statement about answers. */
interface AnswerSql {
  @SqlQuery(
      """
      select question, body, author, written_at, version
        from service_answer
       where service_id = :serviceId
       limit 6
      """)
  List<Answer> of(long serviceId);

  @SqlQuery(
      """
      select question, body, author, written_at, version
        from service_answer
       where service_id = :serviceId and question = :question
         for update
      """)
  Optional<Answer> one(long serviceId, String question);

  /** Two who write the first answer at once: the second finds the row there. */
  @SqlUpdate(
      """
      insert into service_answer (service_id, question, body, author, written_at)
      values (:serviceId, :question, :body, :author, :now)
      on conflict (service_id, question) do nothing
      """)
  int insert(long serviceId, String question, String body, String author, Instant now);

  @SqlUpdate(
      """
      update service_answer
         set body = :body, author = :author, written_at = :now, version = version + 1
       where service_id = :serviceId and question = :question and version = :version
      """)
  int update(long serviceId, String question, int version, String body, String author, Instant now);

  @SqlUpdate(
      """
      delete from service_answer
       where service_id = :serviceId and question = :question and version = :version
      """)
  int delete(long serviceId, String question, int version);
}
