"""Parcels: tracking numbers and where they are."""
