"""The encoder at run time: moves to onrecord.records once a model ships."""
