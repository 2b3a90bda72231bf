package dev.rialto.paging;

/** In the top bar of every screen: how many alerts want the reader; the tab's title says it too. */
public record PagesBadge(int count) {
  public String words() {
    return count == 0 ? "No pages" : count == 1 ? "1 page" : count + " pages";
  }
}
