package dev.rialto.channels;

import dev.rialto.channels.Outcome.Undelivered;
import jakarta.mail.AuthenticationFailedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.simplejavamail.MailException;

/** What a failed mail means: whether the same mail could succeed later, and a line for a screen. */
final class MailTrouble {
  static final int LONGEST_QUOTE = 200;
  static final int MOST_CAUSES = 20;

  private MailTrouble() {}

  static Undelivered meaning(String host, Throwable failure) {
    var meaning = new Meaning(host);
    int depth = 0;
    for (Throwable cause = failure;
        cause != null && depth < MOST_CAUSES;
        cause = cause.getCause(), depth++) {
      meaning.consider(cause);
    }
    return meaning.told();
  }

  /** The most telling cause wins: the deepest one with a meaning of its own. */
  private static final class Meaning {
    private final String host;
    private Undelivered told;

    Meaning(String host) {
      this.host = host;
      this.told = Undelivered.forNow(host + " did not take the mail.");
    }

    Undelivered told() {
      return told;
    }

    void consider(Throwable cause) {
      switch (cause) {
        // The administrator mends this in the settings, so the mail is worth keeping.
        case AuthenticationFailedException e ->
            told = Undelivered.forNow(host + " refused Rialto's user name or password.");
        case SMTPAddressFailedException e -> answered(e.getReturnCode(), e);
        case SMTPSenderFailedException e -> answered(e.getReturnCode(), e);
        case SMTPSendFailedException e -> answered(e.getReturnCode(), e);
        case UnknownHostException e -> told = Undelivered.forNow(host + " does not resolve.");
        case ConnectException e ->
            told = Undelivered.forNow(host + " refused the connection or was not there.");
        case SocketTimeoutException e ->
            told = Undelivered.unanswered(host + " did not answer in time.");
        case SSLException e ->
            told = Undelivered.forNow("No safe connection to %s: %s".formatted(host, quote(e)));
        case MailException e -> {} // a wrapper that only says that it failed
        case jakarta.mail.MessagingException e
            when !(e instanceof jakarta.mail.SendFailedException) ->
            told = Undelivered.forNow("%s: %s".formatted(host, quote(e)));
        default -> {}
      }
    }

    private void answered(int code, Exception words) {
      var reason = "%s answered: %s".formatted(host, quote(words));
      told = code >= 500 ? Undelivered.forGood(reason) : Undelivered.forNow(reason);
    }

    private static String quote(Throwable cause) {
      return Plain.cut(Plain.line(String.valueOf(cause.getMessage())), LONGEST_QUOTE);
    }
  }
}
