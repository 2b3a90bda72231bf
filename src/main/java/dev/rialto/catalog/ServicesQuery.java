package dev.rialto.catalog;

/** Which services a list is about; empty fields ask for nothing. */
record ServicesQuery(String q, String owner, int tier, String capability) {}
