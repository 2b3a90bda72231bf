package dev.rialto.status;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The public words of incidents as an Atom feed (RFC 4287), the newest first. Pure. */
final class Feed {
  static final int MOST_ENTRIES = 50;
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  private Feed() {}

  private record Word(PublicIncident incident, PublicIncident.Update update) {}

  /** All words, or those about one component. */
  static String of(Overview overview, long component, String page, String self) {
    var words =
        overview.incidents().stream()
            .filter(i -> component == 0 || i.componentIds().contains(component))
            .flatMap(i -> i.updates().stream().map(update -> new Word(i, update)))
            .sorted(Comparator.comparing((Word word) -> word.update.at()).reversed())
            .limit(MOST_ENTRIES)
            .toList();
    var text = new StringWriter();
    try {
      var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      write(xml, overview, words, page, self);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A feed in memory cannot fail", e);
    }
    return text.toString();
  }

  private static void write(
      XMLStreamWriter xml, Overview overview, List<Word> words, String page, String self)
      throws XMLStreamException {
    xml.writeStartDocument("utf-8", "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    leaf(xml, "id", self);
    leaf(xml, "title", overview.settings().title());
    leaf(
        xml,
        "updated",
        words.stream().findFirst().map(w -> w.update.at()).orElse(Instant.EPOCH).toString());
    link(xml, "self", self);
    link(xml, "alternate", page);
    xml.writeStartElement("author");
    leaf(xml, "name", overview.settings().title());
    xml.writeEndElement();
    for (var word : words) {
      var address = page + "/incidents/" + word.incident.id();
      xml.writeStartElement("entry");
      leaf(xml, "id", address + "#" + word.update.id());
      leaf(xml, "title", word.incident.title() + ": " + PublicIncident.said(word.update));
      leaf(xml, "updated", word.update.at().toString());
      link(xml, "alternate", address);
      leaf(xml, "content", word.update.text());
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private static void leaf(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String rel, String href) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("href", href);
  }
}
