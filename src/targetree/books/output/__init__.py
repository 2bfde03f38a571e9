"""The tables that come out of a plan, made block by block so that no big one is ever held whole."""
