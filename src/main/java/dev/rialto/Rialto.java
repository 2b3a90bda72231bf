package dev.rialto;

/** The front door of the process: one command line, one exit code. */
public final class Rialto {
  private Rialto() {}

  public static void main(String[] args) {
    System.exit(0);
  }
}
