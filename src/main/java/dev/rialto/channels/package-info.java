/**
 * The ways a message leaves the house: mail, ntfy, Slack- and Mattermost-compatible webhooks, the
 * signed webhook. Calls nobody but the outside world; whoever asks hears what became of the
 * message. Owns the health of webhooks; a new channel is one file here and one line in {@code
 * Channels.standard}.
 */
@NullMarked
package dev.rialto.channels;

import org.jspecify.annotations.NullMarked;
