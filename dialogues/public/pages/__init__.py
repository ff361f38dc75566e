"""The pages that stand alone: the front page, the tracks, and what the register says of itself.

home_page                           what the front page tells
tracks_page, track_views            all tracks
about_views, data_page              about the register, its terms, its accessibility and its data
weighing_page, weighing_views       how sources are weighed
corrections_views                   what was corrected
"""
