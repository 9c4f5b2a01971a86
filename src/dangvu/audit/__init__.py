"""The trail: one line for every act and every reading of a personal file, chained so that no line can change unseen."""
