package dev.rialto.people;

/** Mail to one person. Called from a leased job, never inside a transaction; the house wires it. */
public interface Letters {
  /** The id is the same for every try; the link is the one thing to do. */
  record Letter(String id, String to, String subject, String text, String link) {}

  /** False while no mail server is set: then an administrator hands links over. */
  boolean canSend();

  /** Returns once the mail server has taken it. */
  void send(Letter letter) throws Unreached;

  Letters NONE =
      new Letters() {
        @Override
        public boolean canSend() {
          return false;
        }

        @Override
        public void send(Letter letter) throws Unreached {
          throw new Unreached("No mail server is set.", true);
        }
      };
}
