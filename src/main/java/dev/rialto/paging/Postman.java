package dev.rialto.paging;

import dev.rialto.channels.Address;
import dev.rialto.channels.Channels;
import dev.rialto.channels.Message;
import dev.rialto.channels.Outcome;
import dev.rialto.people.Letters;
import dev.rialto.people.Reach;
import dev.rialto.people.Unreached;

/**
 * Lends the channels to the people room: invitations, codes and tests leave the way pages do, so a
 * code that arrives proves that a page would.
 *
 * @param mail whether a mail server is set
 * @param home where people reach Rialto
 */
public record Postman(Channels channels, boolean mail, String home) implements Letters, Reach {

  @Override
  public boolean canSend() {
    return mail;
  }

  @Override
  public void send(Letter letter) throws Unreached {
    var message =
        Message.note(
            Message.Kind.LETTER, letter.id(), letter.subject(), letter.text(), letter.link());
    deliver("email", message, Address.of(letter.to()));
  }

  @Override
  public void send(Target target, Note note) throws Unreached {
    var kind =
        switch (note.why()) {
          case CODE -> Message.Kind.CODE;
          case TEST -> Message.Kind.TEST;
        };
    var message = Message.note(kind, note.id(), note.title(), note.text(), home + "/me");
    deliver(target.kind().word(), message, new Address(target.address(), target.secret()));
  }

  private void deliver(String kind, Message message, Address address) throws Unreached {
    if (channels.deliver(kind, message, address) instanceof Outcome.Undelivered undelivered) {
      throw new Unreached(undelivered.reason(), undelivered.permanent());
    }
  }
}
