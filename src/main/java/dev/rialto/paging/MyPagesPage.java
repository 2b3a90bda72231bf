package dev.rialto.paging;

/** {@code /pages}: everything that wants the reader, and where a message about many leads. */
public record MyPagesPage(MyPages mine, long personId) {}
