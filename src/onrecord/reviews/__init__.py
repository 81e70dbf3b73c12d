"""A record and what people said of it -> the record as it stands after review. Pure: no database, no clock."""
